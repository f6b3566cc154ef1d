package io.waybill.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Makes up passwords that nobody guesses and that can be typed: no characters that look alike. Thread-safe. */
@ApplicationScoped
public class GeneratePassword {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 24;

    private final SecureRandom random = new SecureRandom();

    /** A password of more than 128 random bits. */
    public String next() {
        StringBuilder password = new StringBuilder(LENGTH);
        for (int position = 0; position < LENGTH; position++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
