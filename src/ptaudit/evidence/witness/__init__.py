"""A witness (C2SP tlog-witness): a second party that cosigns a log's heads, and never two that contradict."""
