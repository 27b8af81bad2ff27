"""What do people bring as files, and what exactly is wrong with it? Knows no domain."""
