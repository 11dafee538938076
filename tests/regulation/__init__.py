"""The regulation article by article, at a clerk's desk: what each wants, tried, refused and recorded."""
