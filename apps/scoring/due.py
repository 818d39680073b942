"""What the scheduler wakes for scores: kinds of ``Due`` rows and the task that each starts."""

CHUNK = "run.chunk"  # subject: the chunk; the wall is the first organisation or person of it
RELEASE_NEWS = "release.news"  # subject: the release; the wall is nobody's
RELEASE_START = "release.start"  # subject: the release; the wall is nobody's
RELEASE_MAIL = "release.mail"  # subject: the notice; the wall is its organisation
CONTEST_MAIL = "contest.mail"  # subject: the answered contest; the wall is its person

TASKS = {
    CHUNK: "pipeline.run_chunk",
    RELEASE_NEWS: "pipeline.tell_of_release",
    RELEASE_START: "pipeline.start_release",
    RELEASE_MAIL: "pipeline.mail_notice",
    CONTEST_MAIL: "pipeline.mail_contest_answer",
}
