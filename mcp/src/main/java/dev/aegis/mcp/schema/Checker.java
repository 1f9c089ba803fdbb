package dev.aegis.mcp.schema;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks one value and collects all errors, so that a model can correct them in one step.
final class Checker {
    private static final int MAX_ECHO = 60;

    private final List<String> errors;

    Checker(List<String> errors) {
        this.errors = errors;
    }

    void check(String path, JsonObject schema, Json value) {
        if (!isOfType(schema, value)) {
            report(path, "must be " + typeInWords(schema) + ", not " + article(value.kind()) + " " + echo(value));
            return;
        }
        checkChoices(path, schema, value);
        switch (value) {
            case JsonObject object -> checkObject(path, schema, object);
            case JsonArray array -> checkArray(path, schema, array);
            case Json.Text text -> checkText(path, schema, text.value());
            case Json.Numeral number -> checkNumber(path, schema, number.value());
            case Json.Flag _, Json.Nothing _ -> {}
        }
    }

    private static boolean isOfType(JsonObject schema, Json value) {
        Json type = schema.get("type");
        if (type == null) {
            return true;
        }
        List<String> allowed =
                type instanceof JsonArray choices ? choices.texts() : List.of(String.valueOf(type.asText()));
        return allowed.contains(value.kind()) || (value.kind().equals("integer") && allowed.contains("number"));
    }

    private static String typeInWords(JsonObject schema) {
        Json type = schema.get("type");
        if (type instanceof JsonArray choices) {
            return choices.texts().stream().map(Checker::article).collect(Collectors.joining(" or "));
        }
        return article(schema.text("type", "value"));
    }

    private static String article(String kind) {
        return switch (kind) {
            case "integer" -> "a whole number";
            case "object" -> "an object";
            case "array" -> "a list";
            case "null" -> "null";
            default -> "a " + kind;
        };
    }

    private void checkChoices(String path, JsonObject schema, Json value) {
        Json only = schema.get("const");
        if (only != null && !same(only, value)) {
            report(path, "must be " + echo(only) + ", not " + echo(value));
        }
        if (!(schema.get("enum") instanceof JsonArray choices)) {
            return;
        }
        if (choices.stream().anyMatch(choice -> same(choice, value))) {
            return;
        }
        String list = choices.stream().map(Checker::bare).collect(Collectors.joining(", "));
        String hint = value instanceof Json.Text text ? Suggestion.of(text.value(), choices.texts()) : "";
        report(path, "must be one of " + list + ", not " + echo(value) + hint);
    }

    private static boolean same(Json one, Json other) {
        return (one instanceof Json.Numeral left && other instanceof Json.Numeral right)
                ? left.value().compareTo(right.value()) == 0
                : one.equals(other);
    }

    private void checkObject(String path, JsonObject schema, JsonObject value) {
        JsonObject properties = schema.object("properties");
        for (String name : schema.array("required").texts()) {
            if (!value.has(name)) {
                report(child(path, name), "is missing" + describe(properties.object(name)));
            }
        }
        value.fields().forEach((name, field) -> {
            if (properties.get(name) instanceof JsonObject declared) {
                check(child(path, name), declared, field);
            } else {
                checkOther(path, name, schema, field);
            }
        });
    }

    private void checkOther(String path, String name, JsonObject schema, Json field) {
        Json others = schema.get("additionalProperties");
        if (others instanceof JsonObject declared) {
            check(child(path, name), declared, field);
        } else if (!(others instanceof Json.Flag allowed && allowed.value())) {
            var known = schema.object("properties").names();
            String hint = Suggestion.of(name, known);
            errors.add("unknown argument '" + shorten(child(path, name)) + "'"
                    + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint));
        }
    }

    private static String describe(JsonObject property) {
        if (property.get("enum") instanceof JsonArray choices) {
            return ": one of " + choices.stream().map(Checker::bare).collect(Collectors.joining(", "));
        }
        return property.findText("description")
                .map(description -> ": " + shorten(description))
                .orElse("");
    }

    private void checkArray(String path, JsonObject schema, JsonArray value) {
        int size = value.items().size();
        if (size < schema.whole("minItems", 0)) {
            report(path, "needs at least " + schema.whole("minItems", 0) + " items, not " + size);
        }
        if (size > schema.whole("maxItems", Integer.MAX_VALUE)) {
            report(path, "takes at most " + schema.whole("maxItems", 0) + " items, not " + size);
            return;
        }
        if (schema.get("items") instanceof JsonObject declared) {
            for (int index = 0; index < size; index++) {
                check(path + "[" + index + "]", declared, value.items().get(index));
            }
        }
    }

    private void checkText(String path, JsonObject schema, String value) {
        int length = value.codePointCount(0, value.length());
        if (length < schema.whole("minLength", 0)) {
            report(
                    path,
                    length == 0
                            ? "must not be empty"
                            : "needs at least " + schema.whole("minLength", 0) + " characters");
        }
        if (length > schema.whole("maxLength", Integer.MAX_VALUE)) {
            report(path, "takes at most " + schema.whole("maxLength", 0) + " characters, not " + length);
            return;
        }
        schema.findText("pattern").ifPresent(pattern -> {
            if (!Pattern.compile(pattern).matcher(value).find()) {
                report(
                        path,
                        "has a form that is not accepted: '" + shorten(value) + "'"
                                + schema.findText("description")
                                        .map(form -> "; it is: " + shorten(form))
                                        .orElse(""));
            }
        });
    }

    private void checkNumber(String path, JsonObject schema, BigDecimal value) {
        if (schema.get("minimum") instanceof Json.Numeral least && value.compareTo(least.value()) < 0) {
            report(path, "must be at least " + least.value() + ", not " + value);
        }
        if (schema.get("maximum") instanceof Json.Numeral most && value.compareTo(most.value()) > 0) {
            report(path, "must be at most " + most.value() + ", not " + value);
        }
        if (schema.get("exclusiveMinimum") instanceof Json.Numeral bound && value.compareTo(bound.value()) <= 0) {
            report(path, "must be more than " + bound.value() + ", not " + value);
        }
        if (schema.get("exclusiveMaximum") instanceof Json.Numeral bound && value.compareTo(bound.value()) >= 0) {
            report(path, "must be less than " + bound.value() + ", not " + value);
        }
    }

    private void report(String path, String what) {
        errors.add((path.isEmpty() ? "the arguments" : "'" + shorten(path) + "'") + " " + what);
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String echo(Json value) {
        return value instanceof Json.Text text ? "'" + shorten(text.value()) + "'" : shorten(bare(value));
    }

    private static String bare(Json value) {
        return switch (value) {
            case Json.Text text -> text.value();
            case Json.Numeral number -> number.value().toString();
            case Json.Flag flag -> String.valueOf(flag.value());
            case Json.Nothing _ -> "null";
            case JsonObject object -> object.toString();
            case JsonArray array -> array.toString();
        };
    }

    private static String shorten(String text) {
        return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "...";
    }
}
