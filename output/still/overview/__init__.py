"""The finding as one picture: where was pressed, where it turned up, whether it came back, and after how long."""
