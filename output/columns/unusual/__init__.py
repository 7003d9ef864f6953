"""How unusual a finding is, step by step, and under other choices: in numbers to draw, and in sentences."""
