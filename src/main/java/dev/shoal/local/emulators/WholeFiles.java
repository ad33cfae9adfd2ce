package dev.shoal.local.emulators;

import com.robothy.s3.core.model.internal.BucketMetadata;
import com.robothy.s3.core.service.BucketService;
import com.robothy.s3.core.service.ObjectService;
import com.robothy.s3.core.service.manager.LocalS3Manager;
import com.robothy.s3.core.storage.FileSystemBucketMetadataStore;
import com.robothy.s3.core.storage.MetadataStore;
import com.robothy.s3.core.util.JsonUtils;
import com.robothy.s3.rest.service.ServiceFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Keeps what local-s3 knows of a bucket in a file that is always whole. The library writes over
/// the file, which names every object, each time one is put: a process killed in that moment leaves
/// nothing of it, and with it loses the whole bucket. Here the new file takes the old one's place
/// in one step.
final class WholeFiles implements MetadataStore<BucketMetadata> {
    private static final String SUFFIX = ".bucket.meta";

    private final Path folder;
    private final MetadataStore<BucketMetadata> inner;

    WholeFiles(Path folder) {
        this.folder = folder;
        this.inner = FileSystemBucketMetadataStore.create(folder);
    }

    /// Has the services of `factory` keep their buckets so. The library has no setting for it.
    static void use(ServiceFactory factory, Path folder) throws ReflectiveOperationException {
        LocalS3Manager manager = LocalS3Manager.createFileSystemS3Manager(folder);
        Field store = manager.getClass().getDeclaredField("bucketMetaStore");
        store.setAccessible(true);
        store.set(manager, new WholeFiles(folder));
        BucketService buckets = manager.bucketService();
        ObjectService objects = manager.objectService();
        factory.register(BucketService.class, () -> buckets);
        factory.register(ObjectService.class, () -> objects);
    }

    @Override
    public BucketMetadata fetch(String name) {
        return inner.fetch(name);
    }

    @Override
    public synchronized String store(String name, BucketMetadata bucket) {
        Path fresh = folder.resolve(bucket.getBucketName() + ".new");
        JsonUtils.toJson(fresh.toFile(), bucket);
        try {
            Files.move(
                    fresh,
                    folder.resolve(bucket.getBucketName() + SUFFIX),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("can't keep what is in bucket " + name, e);
        }
        return bucket.getBucketName();
    }

    @Override
    public void delete(String name) {
        inner.delete(name);
    }

    @Override
    public List<BucketMetadata> fetchAll() {
        return inner.fetchAll();
    }
}
