"""What people and programs get to see; a file for each format."""
