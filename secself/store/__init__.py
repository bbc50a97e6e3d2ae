"""The only rooms that reach the disk.

`files` reads and saves bytes, whole or not at all; `frameworks` loads frameworks and profiles;
`assessments` loads what a User sent in, whatever kind of file it is.
"""
