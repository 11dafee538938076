"""What people bring along: files on sticks, half copied, of another kind, or no files at all."""
