"""口径: for every key, one case that each of its options answers differently."""
