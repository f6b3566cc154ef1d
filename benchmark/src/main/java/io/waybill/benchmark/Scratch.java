package io.waybill.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this run alone; it goes with the run, also when that is interrupted. */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Thread onInterrupt = new Thread(this::delete, "bench-scratch");

    private Scratch(Path folder) {
        this.folder = folder;
    }

    static Scratch in(Path parent) {
        try {
            Files.createDirectories(parent);
            Scratch scratch = new Scratch(Files.createTempDirectory(parent, "bench."));
            Runtime.getRuntime().addShutdownHook(scratch.onInterrupt);
            return scratch;
        } catch (IOException e) {
            throw new BenchFailed("Cannot write to " + parent, e);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException goingDownAlready) {
            return; // the hook does it
        }
        delete();
    }

    private void delete() {
        // A program that was just told to stop may still remove its own files, so what is gone already is fine.
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("waybill: " + folder + " could not be deleted: " + e.getMessage());
        }
    }
}
