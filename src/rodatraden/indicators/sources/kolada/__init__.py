"""What does Kolada say of every municipality? By its API v3, or from a file that was saved."""
