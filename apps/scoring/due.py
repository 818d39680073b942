"""What the scheduler wakes for scores: kinds of ``Due`` rows and the task that each starts."""

CHUNK = "run.chunk"  # subject: the chunk; the wall is the first organisation or person of it

TASKS = {CHUNK: "pipeline.run_chunk"}
