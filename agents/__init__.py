"""Documents in, claims and findings out: knows neither Prefect, DuckDB nor WeasyPrint."""
