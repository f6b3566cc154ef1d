package io.waybill.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The unpacked PostgreSQL programs of this operating system and processor. */
record PostgresBinaries(Path home) {
    private static final Pattern VERSION_IN_JAR_NAME = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar");

    /**
     * Unpacks the archive from the class path, once per version. Two processes may do this at the same time: each unpacks into
     * a folder of its own and renames it, and the one that comes second uses the folder of the first.
     */
    static PostgresBinaries unpackInto(Path parent) {
        String archive = archiveName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        URL resource = PostgresBinaries.class.getResource("/" + archive);
        if (resource == null) {
            throw new EmbeddedPostgresException("No PostgreSQL binaries for this machine (" + archive
                    + " is not on the class path); use your own server with --database-url");
        }
        try {
            Path home = parent.resolve("postgresql-" + version(resource));
            if (Files.isDirectory(home)) {
                return new PostgresBinaries(home);
            }
            Files.createDirectories(parent);
            Path unpacking = parent.resolve("unpacking-" + UUID.randomUUID());
            try {
                unpack(resource, unpacking);
                moveUnlessPresent(unpacking, home);
            } finally {
                Folders.delete(unpacking);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new EmbeddedPostgresException("Cannot unpack PostgreSQL into " + parent + ": " + e.getMessage(), e);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** The major version, which decides whether a data folder can be read. */
    String majorVersion() {
        String answer =
                CommandLine.run("postgres --version", program("postgres").toString(), "--version");
        Matcher version = Pattern.compile("(\\d+)\\.\\d+").matcher(answer);
        if (!version.find()) {
            throw new EmbeddedPostgresException("Cannot read the PostgreSQL version from: " + answer.strip());
        }
        return version.group(1);
    }

    static String archiveName(String osName, String osArchitecture) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("linux") ? "linux" : os.contains("mac") ? "darwin" : os.replace(' ', '_');
        String processor = switch (osArchitecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> osArchitecture;
        };
        return "postgres-" + system + "-" + processor + ".txz";
    }

    private static String version(URL resource) throws IOException {
        Matcher jarName = VERSION_IN_JAR_NAME.matcher(resource.toString());
        if (jarName.find()) {
            return jarName.group(1);
        }
        // Repackaged into another jar: the archive's size tells releases apart well enough.
        return "size-" + resource.openConnection().getContentLengthLong();
    }

    private static void unpack(URL resource, Path target) throws IOException {
        try (InputStream compressed = new BufferedInputStream(resource.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(compressed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("archive entry outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static void moveUnlessPresent(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            if (!Files.isDirectory(to)) {
                throw e;
            }
        } catch (FileSystemException e) {
            // rename(2) reports a folder that another process has put there as "Directory not empty".
            if (!Files.isDirectory(to)) {
                throw e;
            }
        }
    }
}
