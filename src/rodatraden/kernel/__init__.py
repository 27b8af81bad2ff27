"""Which few words does every slice share? Plain Python."""
