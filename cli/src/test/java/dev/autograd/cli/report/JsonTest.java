package dev.autograd.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
    @Test
    void writesEveryKindOfValue() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("text", "a \"quoted\" \\ line\nand more");
        members.put("whole", 3L);
        members.put("share", 0.25);
        members.put("none", Double.NaN);
        members.put("truth", true);
        members.put("rows", List.of(new int[] {1, 2}, new int[] {}));
        assertThat(Json.text(members)).isEqualTo("""
                {
                  "text": "a \\"quoted\\" \\\\ line\\u000aand more",
                  "whole": 3,
                  "share": 0.25,
                  "none": null,
                  "truth": true,
                  "rows": [[1, 2], []]
                }
                """);
    }

    @Test
    void writesNothing() {
        assertThat(Json.text(Map.of())).isEqualTo("{\n}\n");
    }
}
