package dev.shoal.bench;

/// The prose of infra/cost.md.
final class CostWords {

    static final String HEAD =
            """
            # What Shoal costs

            Written by `make cost`; do not edit. Prices are those of us-east-1, November 2026, in dollars. Not in here: what the models
            cost (the `usd` limit of a run bounds that), and Lambda's time (below).

            ## Per 1,000 tasks

            Measured: a run of %d tasks of three model calls each on a repository of %d files, from `POST /runs` to its end, the real code over
            emulators, one invocation at a time; the calls of planner, judge, seed and mirror are in it. Capacity units are those that
            DynamoDB Local reports, indexes included. With many workers at once a landing may have to be tried again (`make bench` tells how
            often): each lost position costs one denied transaction, one query and one PUT more.

            *dollars = amount × price*

            """;

    static final String MANY =
            """

            With %d workers at once it is **$%.4f**: each container fetches what the others land, *workers × landings* GETs in all.
            """;

    static final String CALLS =
            """

            Calls per task, from which this follows (those of event source mappings and of the sandbox are not among them):

            | call | per task |
            |---|--:|
            """;

    static final String IDLE =
            """

            **Lambda's time** depends on the model. A worker waits for it in 512 MB: *seconds × 0.5 GB × $0.0000133334*, that is $0.40 per
            1,000 tasks of a minute each; a verify command of 20 s in a sandbox of 2 GB adds $0.53. `/tmp` beyond 512 MB costs
            $0.0000000309 per GB-second: $0.003 for the same.

            **Metrics** are charged by the hour in which they are written: $0.30 a month each, thirteen of them, so an hour of work costs
            $0.0054, and nothing while idle. **Logs** are $0.50 per GB; a task writes about 2 kB.

            ## Idle, per month

            Nothing runs: the event source mappings poll, the sweep looks each minute, the alarms watch. What AWS never charges for is an
            allowance of the whole account, so the last column holds if nothing else uses it up.

            """;

    static final String END =
            """

            `Alarms=all` adds $1.40 and `Dashboard=yes` $3.00, by the list; ten alarms and three dashboards are free in an account.

            Five pollers for each mapping, asking three times a minute, is what others report; AWS documents neither. A secret costs
            $0.40 a month each; it is yours, and not in the table. Point-in-time recovery costs $0.20 per GB of table.
            """;

    private CostWords() {}
}
