package dev.aegis.chip.rom;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/// SHA and MD5. The input of a context is kept here under the context's address; the context's bytes do not change.
final class DigestFunctions {
    private static final String[] SHA_KINDS = {"SHA-1", "SHA-224", "SHA-256"};

    private record Running(String algorithm, ByteArrayOutputStream fed) {}

    private final Map<Integer, Running> contexts = new HashMap<>();
    private boolean acceleratorOn;

    void addTo(RomLibrary library) {
        library.withData("ets_sha_enable", call -> acceleratorOn = true)
                .withData("ets_sha_disable", call -> acceleratorOn = false)
                .withData("ets_sha_init", this::startSha)
                .withData("ets_sha_starts", call -> call.result(0))
                .withData("ets_sha_update", this::update)
                .withData("ets_sha_finish", this::finishSha)
                .withData("ets_sha_clone", this::copySha)
                .withData("MD5Init", call -> start(call, "MD5"))
                .withData("MD5Update", this::update)
                .withData("MD5Final", call -> finish(call, call.argument(1), call.argument(0)))
                .withData("mbedtls_md5_init", call -> {})
                .withData("mbedtls_md5_free", call -> contexts.remove(call.argument(0)))
                .withData("mbedtls_md5_starts", this::startMd5)
                .withData("mbedtls_md5_update", this::updateChecked)
                .withData("mbedtls_md5_finish", this::finishMd5);
    }

    private void startSha(RomCall call) {
        int kind = call.argument(1);
        if (!acceleratorOn || kind < 0 || kind >= SHA_KINDS.length) {
            // without its clock the accelerator computes nothing, and the result is not the digest of the data
            call.result(1);
            return;
        }
        start(call, SHA_KINDS[kind]);
        call.result(0);
    }

    private void startMd5(RomCall call) {
        start(call, "MD5");
        call.result(0);
    }

    private void start(RomCall call, String algorithm) {
        contexts.put(call.argument(0), new Running(algorithm, new ByteArrayOutputStream()));
    }

    private void update(RomCall call) {
        Running running = contexts.get(call.argument(0));
        if (running != null) {
            running.fed().writeBytes(call.bytes(call.argument(1), call.argument(2)));
        }
    }

    private void updateChecked(RomCall call) {
        update(call);
        call.result(0);
    }

    private void finishSha(RomCall call) {
        finish(call, call.argument(0), call.argument(1));
        call.result(0);
    }

    private void finishMd5(RomCall call) {
        finish(call, call.argument(0), call.argument(1));
        call.result(0);
    }

    private void finish(RomCall call, int context, int output) {
        Running running = contexts.remove(context);
        if (running != null) {
            call.putBytes(
                    output, digest(running.algorithm()).digest(running.fed().toByteArray()));
        }
    }

    private void copySha(RomCall call) {
        Running running = contexts.get(call.argument(1));
        if (running != null) {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            copy.writeBytes(running.fed().toByteArray());
            contexts.put(call.argument(0), new Running(running.algorithm(), copy));
        }
        call.result(0);
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is in every JDK", e);
        }
    }
}
