package dev.aegis.firmware.errors.cmake;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A component or another download that the build cannot fetch: there is no network, or the server answers with an
/// error. Not the project's fault, except for a component that does not exist.
public final class RegistryFailure {
    private static final Pattern UNREACHABLE = Pattern.compile(
            "(?i)Cannot establish a connection to the component registry|Internal server error happened while"
                    + " processing|HTTP request error|Error during request|status(?:[ _]code|):? ?[45]\\d\\d|HTTP/?[\\d.]*"
                    + " ?(?:status |error |code )*[45]\\d\\d|[45]\\d\\d (?:Client|Server) Error|\\b(?:403 Forbidden|404"
                    + " Not Found|429 Too Many|50\\d [A-Z])|Max retries exceeded|NameResolutionError|Temporary failure in"
                    + " name resolution|Could not resolve (?:host|proxy)|Name or service not known|getaddrinfo"
                    + " failed|Connection(?:Error| refused| reset| aborted| timed out)|Read ?timed"
                    + " ?out|(?:Read|Connect)Timeout|time-?out (?:was"
                    + " )?reached|CERTIFICATE_VERIFY_FAILED|SSLError|ProxyError|Network is unreachable|API Endpoint"
                    + " returned unexpected|unable to access '|Operation too slow|RemoteDisconnected|(?:Cannot|Failed"
                    + " to|Unable to) download|Error downloading|returned error: [45]\\d\\d|Timeout while"
                    + " waiting|requests? to .*timed out|IncompleteRead|Couldn't connect to server");
    private static final Pattern UNKNOWN = Pattern.compile(
            "(?i)component ['\"]?([\\w.-]+/[\\w.-]+)['\"]? (?:was |is )?(?:not found|doesn't exist|does not exist)"
                    + "|(?:cannot|could not|unable to) find (?:the )?component ['\"]?([\\w.-]+/[\\w.-]+)");
    private static final Pattern OF_REGISTRY = Pattern.compile(
            "(?i)component registry|components?(?:-file)?\\.espressif\\.|/components/|idf_component|component manager"
                    + "|processing request|managed_components|\\bcomponent\\b");
    private static final Pattern URL_OF_COMPONENT =
            Pattern.compile("/components/([\\w.-]+)/([\\w.-]+?)(?:\\.json)?(?:[/?\\s'\",)]|$)");
    private static final Pattern ARCHIVE = Pattern.compile("/([a-z0-9-]+)/([\\w-]+?)_v?\\d[\\w.~-]*\\.(?:tgz|zip)");
    private static final Pattern NAMED = Pattern.compile("(?:component|dependency) ['\"]?([\\w.-]+/[\\w.-]+)");
    private static final Pattern GIT =
            Pattern.compile("(?:https?|git|ssh)://[^\\s'\"]+?/([\\w.-]+?)(?:\\.git)?/?(?:['\"\\s]|$)");
    private static final Set<String> ALWAYS_THERE = Set.of(
            "espressif/led_strip",
            "espressif/mdns",
            "espressif/button",
            "espressif/cjson",
            "espressif/mqtt",
            "espressif/esp32-camera",
            "espressif/esp_tinyusb",
            "espressif/esp_lvgl_port",
            "espressif/cbor",
            "espressif/esp-modbus",
            "espressif/esp_websocket_client",
            "espressif/esp_modem",
            "espressif/usb",
            "espressif/network_provisioning",
            "espressif/esp-dsp",
            "espressif/esp-sr",
            "espressif/cmake_utilities",
            "espressif/libsodium",
            "espressif/jsmn",
            "espressif/expat",
            "espressif/nghttp",
            "lvgl/lvgl");

    private static final String HINT = "builds have no network: run the component manager on your computer, and keep"
            + " dependencies.lock and managed_components/ in the project";
    private static final String DOWNLOAD = "builds have no network: put the downloaded files into the project";

    private RegistryFailure() {}

    /// Returns whether the sentence tells of a server that does not answer or answers with an error.
    public static boolean isIn(String sentence) {
        return UNREACHABLE.matcher(sentence).find();
    }

    /// @param last the component that the log named last; absent if none
    /// @return the error, or null if the sentence tells of no such failure
    static @Nullable BuildError of(String sentence, @Nullable String last) {
        Matcher unknown = UNKNOWN.matcher(sentence);
        if (unknown.find()) {
            String name = unknown.group(1) == null ? unknown.group(2) : unknown.group(1);
            if (!ALWAYS_THERE.contains(name)) {
                return BuildError.of(
                        Category.COMPONENT,
                        "the component registry has no component " + name,
                        "check the spelling of " + name + " in idf_component.yml");
            }
            return fetching(name, sentence);
        }
        if (!isIn(sentence)) {
            return null;
        }
        String name = component(sentence, last);
        if (name == null && !OF_REGISTRY.matcher(sentence).find()) {
            Matcher git = GIT.matcher(sentence);
            return BuildError.of(
                            Category.COMPONENT,
                            (git.find() ? "cannot download " + git.group(1) + ": " : "") + sentence,
                            DOWNLOAD)
                    .byInfrastructure();
        }
        return fetching(name, sentence);
    }

    private static BuildError fetching(@Nullable String name, String sentence) {
        String reason = sentence.replaceFirst("\\s*Are you connected to the internet\\?", "")
                .strip();
        return BuildError.of(
                        Category.COMPONENT,
                        name == null ? reason : "cannot fetch the component " + name + ": " + reason,
                        HINT)
                .byInfrastructure();
    }

    private static @Nullable String component(String sentence, @Nullable String last) {
        Matcher url = URL_OF_COMPONENT.matcher(sentence);
        if (url.find()) {
            return url.group(1) + "/" + url.group(2);
        }
        Matcher archive = ARCHIVE.matcher(sentence);
        if (archive.find()) {
            return archive.group(1) + "/" + archive.group(2);
        }
        Matcher named = NAMED.matcher(sentence);
        return named.find() ? named.group(1) : last;
    }
}
