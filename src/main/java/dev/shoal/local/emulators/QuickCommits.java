package dev.shoal.local.emulators;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/// Has the database behind DynamoDB Local leave its writes with the operating system instead of
/// waiting for the disk several times per write. A process that is killed loses nothing by that:
/// what the system has, it writes. Only a power cut can take the newest writes, and local mode
/// makes no promise against those.
final class QuickCommits {

    private QuickCommits() {}

    /// The library has no setting for it, so this reaches through its private parts.
    static void on(LocalDynamoDBRequestHandler requests) {
        try {
            Method open =
                    LocalDynamoDBRequestHandler.class.getDeclaredMethod("getHandler", String.class);
            open.setAccessible(true);
            Object access = read(LocalDBClient.class, "dbAccess", open.invoke(requests, "local"));
            var queue = (SQLiteQueue) read(SQLiteDBAccess.class, "queue", access);
            queue.execute(new Pragmas()).complete();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(
                    "DynamoDB Local is not the version this was made for", e);
        }
    }

    private static Object read(Class<?> kind, String name, Object holder)
            throws ReflectiveOperationException {
        Field field = kind.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(holder);
    }

    /// A write-ahead log needs no second file to be made and deleted for each transaction.
    private static final class Pragmas extends SQLiteJob<Boolean> {
        @Override
        protected Boolean job(SQLiteConnection connection) throws SQLiteException {
            connection.exec("PRAGMA journal_mode=WAL");
            connection.exec("PRAGMA synchronous=OFF");
            return true;
        }
    }
}
