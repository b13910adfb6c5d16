package dev.autograd.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HtmlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain, größe, 数, 😀      | plain, größe, 数, 😀",
                "<script>                  | &lt;script&gt;",
                "\"' onload=x              | &quot;&#39; onload=x",
                "a & b &amp;               | a &amp; b &amp;amp;",
                "a\u202Eb\u0000c\u0007d     | a\\u202Eb\\u0000c\\u0007d",
                "\uD800                    | \\uD800",
                "family \u200D             | family \u200D"
            })
    void textAndAttributesAreEscaped(String text, String expected) {
        assertThat(new Html().element("p", text, "title", text).toString())
                .isEqualTo("<p title=\"" + expected + "\">" + expected + "</p>\n");
    }
}
