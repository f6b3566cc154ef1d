package io.waybill.platform.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The account the server runs under. PostgreSQL refuses to run as root, so a Waybill that runs as root (in a container, say) starts
 * it in a user namespace of its own, where it is nobody in particular, or under an unprivileged account.
 *
 * @param prefix the words to put before a command
 * @param owner the numeric account that has to own the files; empty where the current one is right
 */
record ServerAccount(List<String> prefix, Optional<Integer> owner) {
    /** The account "nobody" of all common systems. */
    private static final int UNPRIVILEGED = 65534;

    static ServerAccount forThisProcess() {
        if (!runsAsRoot()) {
            return new ServerAccount(List.of(), Optional.empty());
        }
        // Some kernels and container runtimes forbid user namespaces; the only way to know is to try.
        ServerAccount namespace = userNamespace();
        if (namespace.works()) {
            return namespace;
        }
        ServerAccount unprivileged = unprivileged();
        if (unprivileged.works()) {
            return unprivileged;
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and neither unshare nor setpriv works here:"
                        + " run Waybill as another user, or use your own server with --database-url");
    }

    static ServerAccount userNamespace() {
        // The namespace maps no accounts, so root's files still belong to the server, but it holds no root rights.
        return new ServerAccount(List.of("unshare", "--user"), Optional.of(0));
    }

    static ServerAccount unprivileged() {
        return new ServerAccount(
                List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED, "--clear-groups"),
                Optional.of(UNPRIVILEGED));
    }

    List<String> command(Path program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Gives the folder and all it holds to the server's account, where another account owns it. */
    void own(Path folder) throws IOException {
        if (owner.isEmpty() || owner.get().equals(Files.getAttribute(folder, "unix:uid"))) {
            return;
        }
        int uid = owner.get();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private boolean works() {
        return CommandLine.tryRun(command(Path.of("true"))).exitCode() == 0;
    }

    private static boolean runsAsRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
