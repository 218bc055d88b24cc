"""Many documents: read each, evaluate each, collect the findings."""
