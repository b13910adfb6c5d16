package dev.autograd.conformance.reference;

import dev.autograd.io.FormatException;
import dev.autograd.io.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a JSON file whole.
final class JsonFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private JsonFile() {}

    /// @throws FormatException when the file is no valid JSON
    /// @throws IOException when it cannot be read
    static Field read(Path file) throws IOException {
        InputFile.require(file);
        try {
            JsonNode root = MAPPER.readTree(file.toFile());
            return new Field(file, "the file", root);
        } catch (JacksonException e) {
            var location = e.getLocation();
            throw new FormatException(
                    file,
                    "is no valid JSON at line " + location.getLineNr() + ", column " + location.getColumnNr() + ": "
                            + firstLine(e.getOriginalMessage()),
                    e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
