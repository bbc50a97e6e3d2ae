"""Run secself as `python -m secself`, or `py -m secself` on Windows."""

from secself.cli import main

if __name__ == "__main__":
    main()
