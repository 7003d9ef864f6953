"""What is counted before and after a crackdown, where and when."""
