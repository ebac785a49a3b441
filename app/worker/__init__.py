"""The worker: an edge beside the pages. huey only wakes it; the rows are the truth. One module a job."""
