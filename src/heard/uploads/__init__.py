"""Files that people send: checked, drawn again and kept private."""
