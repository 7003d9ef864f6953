"""The ribbon as a picture."""
