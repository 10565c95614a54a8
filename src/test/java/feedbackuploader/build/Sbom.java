package feedbackuploader.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The list of what the program is made of, in CycloneDX (cyclonedx.org/docs/1.6/json). The build runs this file as it
 * stands. CycloneDX's own plugin for Maven cannot work offline, and knows nothing of libraries within libraries.
 */
public final class Sbom {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode components = JSON.createArrayNode();
    private final ArrayNode names = JSON.createArrayNode();

    private Sbom() {}

    /** @param args the file to write, name, version, time, Maven's local repository and the libraries as a class path */
    public static void main(String[] args) throws IOException {
        Path repository = Path.of(args[4]);
        List<Library> libraries = new ArrayList<>();
        for (Path jar : jars(args[5])) {
            libraries.add(Library.of(jar, repository));
        }
        Path file = Path.of(args[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, of(args[1], args[2], args[3], libraries), StandardCharsets.UTF_8);
    }

    private static List<Path> jars(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .sorted()
                .distinct()
                .toList();
    }

    static String of(String name, String version, String time, List<Library> libraries) throws IOException {
        Sbom sbom = new Sbom();
        libraries.forEach(sbom::add);
        ObjectNode root = JSON.createObjectNode();
        root.put("bomFormat", "CycloneDX").put("specVersion", "1.6");
        root.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(sbom.components)));
        root.put("version", 1);
        ObjectNode metadata = root.putObject("metadata").put("timestamp", time);
        String purl = "pkg:maven/feedbackuploader/" + name + "@" + version;
        metadata.putObject("component")
                .put("type", "application")
                .put("bom-ref", purl)
                .put("name", name)
                .put("version", version)
                .put("purl", purl);
        root.set("components", sbom.components);
        root.putArray("dependencies").addObject().put("ref", purl).set("dependsOn", sbom.names);
        root.putArray("compositions")
                .addObject()
                .put("aggregate", "complete")
                .putArray("assemblies")
                .add(purl);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private void add(Library library) {
        names.add(library.purl());
        ObjectNode component = component(components, library.name(), library.version(), library.purl());
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", library.sha256());
        licences(component, library.licences());
        ArrayNode within = JSON.createArrayNode();
        for (Inner inner : library.within()) {
            licences(component(within, inner.name(), inner.version(), inner.purl()), List.of(inner.licence()));
        }
        if (!within.isEmpty()) {
            component.set("components", within);
        }
    }

    private static ObjectNode component(ArrayNode into, String name, String version, String purl) {
        ObjectNode component = into.addObject().put("type", "library").put("bom-ref", purl);
        component.put("name", name);
        if (!version.isEmpty()) {
            component.put("version", version);
        }
        return component.put("purl", purl);
    }

    private static void licences(ObjectNode component, List<Licence> licences) {
        ArrayNode list = component.putArray("licenses");
        for (Licence licence : licences) {
            list.addObject().putObject("license").put(licence.isSpdx() ? "id" : "name", licence.name());
        }
    }

    /** A licence by its name in spdx.org/licenses where it has one there. */
    record Licence(String name, boolean isSpdx) {

        private static final Map<Pattern, String> SPDX = Map.of(
                Pattern.compile(".*Apache.*2\\.0.*", Pattern.CASE_INSENSITIVE), "Apache-2.0",
                Pattern.compile("MIT"), "MIT",
                Pattern.compile("BSD-2-Clause"), "BSD-2-Clause",
                Pattern.compile("Go License"), "BSD-3-Clause",
                Pattern.compile(".*\\bCC0"), "CC0-1.0",
                Pattern.compile("Mozilla Public License Version 1\\.1"), "MPL-1.1",
                Pattern.compile(".*\\(GPL-3\\.0\\)"), "GPL-3.0-or-later",
                Pattern.compile(".*\\(LGPL-3\\.0\\)"), "LGPL-3.0-or-later");

        static Licence named(String name) {
            return SPDX.entrySet().stream()
                    .filter(known -> known.getKey().matcher(name).matches())
                    .map(known -> new Licence(known.getValue(), true))
                    .findFirst()
                    .orElse(new Licence(name, false));
        }
    }

    /** A library that another one holds in its own files. */
    record Inner(String name, String version, String purl, Licence licence) {}

    /** One of Maven's. */
    record Library(String group, String name, String version, String sha256, List<Licence> licences) {

        static Library of(Path jar, Path repository) throws IOException {
            Path folder = Objects.requireNonNull(jar.getParent());
            Path names = repository.toAbsolutePath().relativize(folder.toAbsolutePath());
            int last = names.getNameCount() - 1;
            String group = names.subpath(0, last - 1).toString().replace(File.separatorChar, '.');
            String name = names.getName(last - 1).toString();
            String version = names.getName(last).toString();
            return new Library(
                    group,
                    name,
                    version,
                    sha256(Files.readAllBytes(jar)),
                    Pom.of(repository, group, name, version).licences());
        }

        private static String sha256(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Maven has some libraries from npm, where the warnings of their flaws name them. */
        String purl() {
            return group.equals("org.mvnpm") || group.equals("org.webjars.npm")
                    ? "pkg:npm/" + name + "@" + version
                    : "pkg:maven/" + group + "/" + name + "@" + version;
        }

        List<Inner> within() {
            return switch (name) {
                case "sqlite-jdbc" -> {
                    String sqlite = version.replaceFirst("(\\d+\\.\\d+\\.\\d+).*", "$1");
                    yield List.of(
                            new Inner("sqlite", sqlite, "pkg:generic/sqlite@" + sqlite, new Licence("blessing", true)));
                }
                case "htm" -> List.of(new Inner("preact", "", "pkg:npm/preact", new Licence("MIT", true)));
                default -> List.of();
            };
        }
    }

    /** What a library says of itself, or the one that it takes after. */
    record Pom(Path repository, Element project) {

        static Pom of(Path repository, String group, String name, String version) throws IOException {
            Path file = repository
                    .resolve(group.replace('.', '/'))
                    .resolve(name)
                    .resolve(version)
                    .resolve(name + "-" + version + ".pom");
            try {
                return new Pom(
                        repository,
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(file.toFile())
                                .getDocumentElement());
            } catch (ParserConfigurationException | SAXException e) {
                throw new IOException(file + " cannot be read", e);
            }
        }

        List<Licence> licences() throws IOException {
            Optional<Element> own = child(project, "licenses");
            if (own.isPresent()) {
                return children(own.get(), "license")
                        .map(licence -> Licence.named(text(licence, "name")))
                        .toList();
            }
            Optional<Element> parent = child(project, "parent");
            return parent.isEmpty()
                    ? List.of()
                    : of(
                                    repository,
                                    text(parent.get(), "groupId"),
                                    text(parent.get(), "artifactId"),
                                    text(parent.get(), "version"))
                            .licences();
        }

        private static String text(Element parent, String name) {
            return child(parent, name).map(Element::getTextContent).orElse("").strip();
        }

        private static Optional<Element> child(Element parent, String name) {
            return children(parent, name).findFirst();
        }

        private static Stream<Element> children(Element parent, String name) {
            NodeList nodes = parent.getChildNodes();
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(nodes::item)
                    .filter(node -> node.getNodeName().equals(name))
                    .map(Element.class::cast);
        }
    }
}
