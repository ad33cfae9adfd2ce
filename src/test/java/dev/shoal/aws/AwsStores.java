package dev.shoal.aws;

import dev.shoal.agent.Transcripts;
import dev.shoal.config.ShoalConfig;
import dev.shoal.contracts.Scene;
import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TestClock;
import dev.shoal.judge.Cycles;
import dev.shoal.local.EmbeddedAws;
import dev.shoal.plan.Plans;
import dev.shoal.run.Events;
import dev.shoal.run.Ids;
import dev.shoal.run.Ledger;
import dev.shoal.run.Overdue;
import dev.shoal.run.Runs;
import dev.shoal.run.TimeOrderedIds;
import dev.shoal.trunk.Packs;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Breaks;
import dev.shoal.work.ReadyChanges;
import dev.shoal.work.Tasks;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The adapters of AWS under the contracts, wired as the application wires them, on the emulators.
public final class AwsStores implements Stores {

    static final ShoalConfig CONFIG = config("shoal-" + Scene.name());

    static final Patience PATIENCE =
            new Patience(time -> LockSupport.parkNanos(time.toNanos()), new SecureRandom());

    static final S3Client S3 = EmbeddedAws.s3();
    static final SqsClient SQS = EmbeddedAws.sqs();
    static final DynamoDbClient DYNAMO = EmbeddedAws.dynamoDb();

    static {
        new TableSetup(DYNAMO, CONFIG).create();
        new BucketSetup(S3, CONFIG).create();
    }

    private final TestClock clock = new TestClock();
    private final Ids ids = new TimeOrderedIds(InstantSource.system(), new SecureRandom());
    private final TableReader reader;
    private final TableWriter writer;
    private final Log log = new Log(ids, clock);

    private final S3Client s3;

    AwsStores() {
        this(DYNAMO);
    }

    AwsStores(DynamoDbClient client) {
        this(client, S3);
    }

    /// Each call takes `delay` longer than the emulators need.
    public static AwsStores delayed(Duration delay) {
        return new AwsStores(
                DelayedClient.of(DynamoDbClient.class, DYNAMO, delay),
                DelayedClient.of(S3Client.class, S3, delay));
    }

    private AwsStores(DynamoDbClient client, S3Client s3) {
        this.s3 = s3;
        reader = new TableReader(client, CONFIG, PATIENCE);
        writer = new TableWriter(client, CONFIG, ids, PATIENCE);
    }

    TableWriter writer() {
        return writer;
    }

    TableReader reader() {
        return reader;
    }

    static ShoalConfig config(String name) {
        return new SmallRyeConfigBuilder()
                .withMapping(ShoalConfig.class)
                .withDefaultValue("shoal.aws.table", name)
                .withDefaultValue("shoal.aws.bucket", name)
                .withDefaultValue("shoal.aws.queue-prefix", name)
                .build()
                .getConfigMapping(ShoalConfig.class);
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public Runs runs() {
        return new DynamoRuns(reader, writer, log, clock);
    }

    @Override
    public Ledger ledger() {
        return new DynamoLedger(reader, writer, clock);
    }

    @Override
    public Events events() {
        return new DynamoEvents(reader, writer, log);
    }

    @Override
    public Overdue overdue() {
        return new DynamoOverdue(reader, writer);
    }

    @Override
    public Trunk trunk() {
        return new DynamoTrunk(reader, writer, log, ids);
    }

    @Override
    public Tasks tasks() {
        return new DynamoTasks(reader, writer, new TaskClaims(reader, writer), log, clock);
    }

    @Override
    public ReadyChanges readyChanges() {
        return new DynamoReadyChanges(reader, writer, log);
    }

    @Override
    public Plans plans() {
        return new DynamoPlans(
                reader,
                writer,
                new PlanChildren(reader, writer, log, clock),
                new PlanWaits(reader, writer, ids, clock),
                log);
    }

    @Override
    public Cycles cycles() {
        return new DynamoCycles(reader, writer, log, clock);
    }

    @Override
    public Breaks breaks() {
        return new DynamoBreaks(reader, writer);
    }

    @Override
    public Packs packs() {
        return new S3Packs(s3, CONFIG, PATIENCE);
    }

    @Override
    public Transcripts transcripts() {
        return new S3Transcripts(s3, CONFIG, ids);
    }
}
