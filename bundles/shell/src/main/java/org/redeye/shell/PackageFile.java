package org.redeye.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A package's text from the machine that REM runs on.
 *
 * @param name the package's name
 */
record PackageFile(String name, String text) {
    private static final int LARGEST = 16 * 1024 * 1024;

    /**
     * Reads it.
     *
     * @param file a path
     * @param folder what a relative path is relative to; if empty the folder that REM was started in
     * @param givenName the package's name; if empty that of the file without {@code .yaml}
     */
    static PackageFile read(String file, String givenName, String folder) throws Refusal {
        Path path = Path.of(folder).resolve(file).toAbsolutePath();
        try {
            if (Files.isDirectory(path)) {
                throw new Refusal(path + " is a folder; expected a YAML file");
            }
            String name = path.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            try (InputStream stream = Files.newInputStream(path)) {
                return new PackageFile(givenName.isEmpty() ? name : givenName, text(stream, path));
            }
        } catch (NoSuchFileException e) {
            throw new Refusal("there is no file " + path + " on the machine that REM runs on");
        } catch (AccessDeniedException e) {
            throw new Refusal("REM has no right to read " + path);
        } catch (CharacterCodingException e) {
            throw new Refusal(path + " is not UTF-8 text");
        } catch (IOException e) {
            throw new Refusal(path + " cannot be read: " + e.getMessage());
        }
    }

    private static String text(InputStream in, Path source) throws IOException, Refusal {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new Refusal(source + " is larger than 16 MiB, which no package is");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
