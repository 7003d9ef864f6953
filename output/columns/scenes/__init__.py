"""When scenes run, and those made of the cycle table where nobody wrote any."""
