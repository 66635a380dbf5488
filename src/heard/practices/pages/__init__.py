"""What pages and files of practices show."""
