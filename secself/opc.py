"""Opens Office Open XML packages (xlsx, docx) safely, and closes them byte for byte repeatably."""
