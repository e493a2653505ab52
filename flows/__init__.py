"""Order, concurrency, retries and schedules: the only room that knows Prefect."""
