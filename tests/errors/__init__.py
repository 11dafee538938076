"""Every refusal, brought about as a person would, and the reference page made from it."""
