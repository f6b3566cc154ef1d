package io.waybill.platform;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Writes the reference page of the platform's settings from the source: names, defaults and Javadoc of the
 * {@code @ConfigMapping} interfaces and of constructor parameters with {@code @ConfigProperty}.
 */
final class ConfigurationReference {
    private static final String HEAD = """
            # Configuration of the platform

            <!-- Generated from the @ConfigMapping interfaces; a test fails when this page is out of date. -->

            Every setting is a system property of that name, or an environment variable: upper case, with `_` for everything that is
            not a letter or digit (`waybill.webhooks.allow-local-targets` → `WAYBILL_WEBHOOKS_ALLOW_LOCAL_TARGETS`). Durations are
            ISO-8601 (`PT30S`).

            The command line's own options (`--port`, `--data`, `--database-url`, …) are listed by `./waybill up --help`. Settings of
            the framework (`quarkus.*`: HTTP limits, connection pool, logging) can be set the same way; `quarkus.log.console.json.enabled=true`
            switches to structured logs.
            """;

    private final DocTrees trees;
    /** By prefix: the section of the page. */
    private final Map<String, String> sections = new TreeMap<>();
    /** By name: settings that belong to no interface. */
    private final Map<String, String> single = new TreeMap<>();

    private ConfigurationReference(DocTrees trees) {
        this.trees = trees;
    }

    /** The page in Markdown, from the sources under the folder. */
    static String markdown(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> configured = new ArrayList<>();
            for (Path file : all.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                if (Files.readString(file).contains("@Config")) {
                    configured.add(file);
                }
            }
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(configured));
            ConfigurationReference reference = new ConfigurationReference(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                reference.new Scanner().scan(unit, null);
            }
            return reference.page();
        }
    }

    private String page() {
        StringBuilder page = new StringBuilder(HEAD);
        sections.forEach((prefix, section) ->
                page.append("\n## `").append(prefix).append("`\n\n").append(section));
        if (!single.isEmpty()) {
            page.append("\n## Further settings\n\n").append(table(single.values()));
        }
        return page.toString();
    }

    private static String table(Iterable<String> rows) {
        return "| setting | meaning | default |\n|---|---|---|\n" + String.join("", rows);
    }

    private static String row(String name, String meaning, String otherwise) {
        if (meaning.isEmpty()) {
            throw new IllegalStateException(name + " has no Javadoc");
        }
        return "| `" + name + "` | " + meaning.replace("|", "\\|") + " | " + otherwise + " |\n";
    }

    private final class Scanner extends TreePathScanner<Void, Void> {
        @Override
        public Void visitClass(ClassTree type, Void unused) {
            annotation(type.getModifiers(), "ConfigMapping").ifPresent(mapping -> {
                String prefix = argument(mapping, "prefix").orElseThrow();
                List<String> rows = new ArrayList<>();
                settings(getCurrentPath(), prefix, rows);
                sections.put(prefix, text(getCurrentPath()) + "\n\n" + table(rows));
            });
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            for (VariableTree parameter : method.getParameters()) {
                annotation(parameter.getModifiers(), "ConfigProperty").ifPresent(property -> {
                    String name = argument(property, "name").orElseThrow();
                    if (!name.startsWith("waybill.")) {
                        return; // a setting of the framework, which documents it
                    }
                    String meaning =
                            parameterText(getCurrentPath(), parameter.getName().toString());
                    single.put(
                            name,
                            row(name, meaning, otherwise(argument(property, "defaultValue"), parameter.getType())));
                });
            }
            return super.visitMethod(method, unused);
        }

        private void settings(TreePath type, String prefix, List<String> rows) {
            ClassTree settings = (ClassTree) type.getLeaf();
            for (Tree member : settings.getMembers()) {
                if (!(member instanceof MethodTree setting)) {
                    continue;
                }
                TreePath path = new TreePath(type, member);
                if (annotation(setting.getModifiers(), "WithParentName").isPresent()) {
                    settings(new TreePath(type, only(settings)), prefix + ".<name>", rows);
                    continue;
                }
                rows.add(row(
                        prefix + "." + kebab(setting.getName().toString()),
                        text(path),
                        otherwise(
                                annotation(setting.getModifiers(), "WithDefault")
                                        .flatMap(value -> argument(value, "value")),
                                setting.getReturnType())));
            }
        }

        private ClassTree only(ClassTree settings) {
            return settings.getMembers().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String otherwise(Optional<String> standard, Tree type) {
        return standard.map(value -> "`" + value + "`")
                .orElse(type.toString().startsWith("Optional") ? "none" : "must be set");
    }

    private String text(TreePath path) {
        DocCommentTree comment = trees.getDocCommentTree(path);
        return comment == null ? "" : markdown(comment.getFullBody());
    }

    private String parameterText(TreePath path, String parameter) {
        DocCommentTree comment = trees.getDocCommentTree(path);
        return comment == null
                ? ""
                : comment.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .filter(tag -> tag.getName().toString().equals(parameter))
                        .map(tag -> markdown(tag.getDescription()))
                        .collect(Collectors.joining());
    }

    private static String markdown(List<? extends DocTree> body) {
        return body.stream()
                .map(DocTree::toString)
                .collect(Collectors.joining())
                .replaceAll("\\{@(?:code|link|literal) ([^}]*)}", "`$1`")
                .replaceAll("</?p>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .map(AnnotationTree.class::cast)
                .filter(each -> each.getAnnotationType().toString().equals(name))
                .findFirst();
    }

    private static Optional<String> argument(AnnotationTree annotation, String name) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree named) {
                if (named.getVariable().toString().equals(name)) {
                    return Optional.of(literal(named.getExpression()));
                }
            } else if (name.equals("value")) {
                return Optional.of(literal(argument));
            }
        }
        return Optional.empty();
    }

    private static String literal(ExpressionTree expression) {
        if (expression instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        throw new IllegalStateException(expression + " must be a literal for the reference page to show it");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
