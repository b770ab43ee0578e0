package org.redeye.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressorTest {

    private static final int MOST = 20_000;

    private final Compressor compressor = new Compressor(MOST);

    @Test
    void compressesAFileOnce() {
        byte[] first = compressor.compress(text("a.js", 5000, 1)).gzip().orElseThrow();

        assertThat(compressor.compress(text("a.js", 5000, 1)).gzip().orElseThrow())
                .isSameAs(first);
        assertThat(compressor.compress(text("a.js", 5000, 2)).gzip().orElseThrow())
                .isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"small.js, 1024", "picture.png, 5000", "font.woff2, 5000"})
    void leavesAloneWhatGainsNothing(String path, int size) {
        assertThat(compressor.compress(text(path, size, 1)).gzip()).isEmpty();
    }

    @Test
    void leavesACopyThatIsThereAlone() {
        byte[] copy = {1, 2, 3};

        assertThat(compressor.compress(text("a.js", 5000, 1).with(copy)).gzip()).containsSame(copy);
    }

    @Test
    void keepsABoundedNumberOfBytesAndForgetsWhatWasAskedForLongestAgo() {
        byte[] often = compressor.compress(text("often.js", 5000, 0)).gzip().orElseThrow();
        byte[] once = compressor.compress(text("once.js", 5000, -1)).gzip().orElseThrow();
        for (int seed = 1; seed <= 100; seed++) {
            compressor.compress(text("other.js", 5000, seed));
            compressor.compress(text("often.js", 5000, 0));
            assertThat(compressor.keptBytes()).isBetween(1, MOST);
        }

        assertThat(compressor.compress(text("often.js", 5000, 0)).gzip()).containsSame(often);
        assertThat(compressor.compress(text("once.js", 5000, -1)).gzip().orElseThrow())
                .isNotSameAs(once);
    }

    @Test
    void whatIsLargerThanAllOfItIsCompressedButNotKept() {
        assertThat(compressor.compress(text("huge.js", 100_000, 1)).gzip()).isPresent();
        assertThat(compressor.keptBytes()).isZero();
    }

    /** Random letters: another seed is another text, of about the same compressed size. */
    private static StaticFile text(String path, int size, int seed) {
        String letters = new Random(seed)
                .ints(size, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return StaticFile.of(path, letters.getBytes(StandardCharsets.US_ASCII), Optional.empty(), true);
    }
}
