/// The ports over DynamoDB, SQS and S3. The only room that knows the AWS SDK.
///
/// All state is in one table. Every change of state is a conditional write, or a transaction of
/// such, so that any number of functions may try the same thing and the table decides. Only
/// [dev.shoal.aws.TableWriter] and [dev.shoal.aws.TableReader] call DynamoDB; they see to
/// contention and lost answers, the adapters to refused conditions.
@NullMarked
package dev.shoal.aws;

import org.jspecify.annotations.NullMarked;
