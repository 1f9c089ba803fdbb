package dev.aegis.firmware.errors.log;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of gcc and the linker that decide the kind of a message, in the languages of their translations. They are
/// replaced by the English ones; the rest of the message stays as it is.
final class LocalWords {
    private record Word(Pattern local, String english) {
        Word(String local, String english) {
            this(Pattern.compile(local), english);
        }
    }

    private static final String QUOTED =
            "[`'\"\u00ab\u00bb\u300c\u300e\u201e]\\s?(.+?)\\s?['\"\u00bb\u00ab\u300d\u300f\u201c]";
    private static final String AFTER_PLACE = "(?<=[:\uff1a]\\d{1,6}[:\uff1a] ?)";
    private static final Pattern PLACE = Pattern.compile("[:\uff1a]\\d+[:\uff1a]");

    private static final List<Word> SEVERITIES = List.of(
            new Word(
                    AFTER_PLACE + "(?i:schwerwiegender fehler|erreur fatale|error fatal|errore"
                            + " (?:fatale|irreversibile)|erro fatal|fatale fout|\u00f6desdigert"
                            + " fel|\u0444\u0430\u0442\u0430\u043b\u044c\u043d\u0430\u044f"
                            + " \u043e\u0448\u0438\u0431\u043a\u0430|b\u0142\u0105d"
                            + " krytyczny|\u00f6l\u00fcmc\u00fcl hata|fatal"
                            + " fejl|\u81f4\u547d\u7684(?:\u30a8\u30e9\u30fc|\u932f\u8aa4)|\u81f4\u547d\u9519\u8bef|\u56b4\u91cd\u932f\u8aa4|\uce58\uba85\uc801"
                            + " \uc624\ub958)\\s?[:\uff1a] ?",
                    "fatal error: "),
            new Word(
                    AFTER_PLACE
                            + "(?i:fehler|erreur|errore|erro|fout|fel|\u043e\u0448\u0438\u0431\u043a\u0430|\u043f\u043e\u043c\u0438\u043b\u043a\u0430"
                            + "|b\u0142\u0105d|hata|fejl|feil|virhe|chyba|hiba|eroare|gre\u0161ka|l\u1ed7i|\u03c3\u03c6\u03ac\u03bb\u03bc\u03b1|\u9519\u8bef|\u932f\u8aa4|\u30a8\u30e9\u30fc|\uc624\ub958)\\s?[:\uff1a]"
                            + " ?",
                    "error: "),
            new Word(
                    AFTER_PLACE
                            + "(?i:warnung|avertissement|attention|advertencia|aviso|attenzione|waarschuwing|varning|\u043f\u0440\u0435\u0434\u0443\u043f\u0440\u0435\u0436\u0434\u0435\u043d\u0438\u0435|ostrze\u017cenie|uyar\u0131|advarsel|varoitus|\u8b66\u544a|\uacbd\uace0)\\s?[:\uff1a]"
                            + " ?",
                    "warning: "),
            new Word(
                    AFTER_PLACE
                            + "(?i:anmerkung|hinweis|nota|\u043f\u0440\u0438\u043c\u0435\u0447\u0430\u043d\u0438\u0435|uwaga|opmerking|\u9644\u6ce8|\u5099\u8a3b|\u5099\u8003|\u6ce8\u610f|\uc54c\ub9bc)\\s?[:\uff1a]"
                            + " ?",
                    "note: "));

    private static final List<Word> SENTENCES = List.of(
            new Word(
                    "Datei oder Verzeichnis nicht gefunden|Aucun fichier ou dossier de ce (?:type|nom)|No existe el"
                            + " (?:fichero|archivo) o el directorio|No existe el fichero o directorio|File o directory non"
                            + " esistente|(?:Arquivo|Ficheiro) ou diret[o\u00f3]ri[oa] (?:inexistente|n\u00e3o"
                            + " encontrad[oa])|Bestand of map bestaat niet|Filen eller katalogen finns"
                            + " inte|\u041d\u0435\u0442 \u0442\u0430\u043a\u043e\u0433\u043e"
                            + " \u0444\u0430\u0439\u043b\u0430 \u0438\u043b\u0438"
                            + " \u043a\u0430\u0442\u0430\u043b\u043e\u0433\u0430|Nie ma takiego pliku ani"
                            + " katalogu|B\u00f6yle bir dosya ya da dizin yok"
                            + "|\u6ca1\u6709\u90a3\u4e2a\u6587\u4ef6\u6216\u76ee\u5f55|\u6c92\u6709\u6b64\u4e00\u6a94\u6848\u6216\u76ee\u9304"
                            + "|\u305d\u306e\u3088\u3046\u306a\u30d5\u30a1\u30a4\u30eb\u3084\u30c7\u30a3\u30ec\u30af\u30c8\u30ea\u306f\u3042\u308a\u307e\u305b\u3093|\uadf8\ub7f0"
                            + " \ud30c\uc77c\uc774\ub098 \ub514\ub809\ud130\ub9ac\uac00"
                            + " \uc5c6\uc2b5\ub2c8\ub2e4|Adres\u00e1\u0159 nebo soubor neexistuje",
                    "No such file or directory"),
            new Word(
                    "(?:[Nn]icht definierter Verweis auf|[Rr]\u00e9f\u00e9rence ind\u00e9finie vers|[Rr]iferimento non"
                            + " definito a|[Rr]efer\u00eancia n\u00e3o definida para|[Rr]eferencia (?:no definida|sin"
                            + " definir)"
                            + " a|\u043d\u0435\u043e\u043f\u0440\u0435\u0434\u0435\u043b[\u0435\u0451]\u043d\u043d\u0430\u044f"
                            + " \u0441\u0441\u044b\u043b\u043a\u0430 \u043d\u0430|[Nn]iezdefiniowane odwo\u0142anie"
                            + " do|[Oo]ngedefinieerde verwijzing naar|[Oo]definierad referens"
                            + " till|\u672a\u5b9a\u4e49\u7684\u5f15\u7528) ?" + QUOTED,
                    "undefined reference to '$1'"),
            new Word("[Rr]eferencia a " + QUOTED + " sin definir", "undefined reference to '$1'"),
            new Word("\u5bf9 ?" + QUOTED + " ?\u672a\u5b9a\u4e49\u7684\u5f15\u7528", "undefined reference to '$1'"),
            new Word(
                    QUOTED
                            + " ?\u306b\u5bfe\u3059\u308b\u5b9a\u7fa9\u3055\u308c\u3066\u3044\u306a\u3044\u53c2\u7167\u3067\u3059",
                    "undefined reference to '$1'"),
            new Word(
                    "(?:[Ii]n Funktion|[Dd]ans la fonction|[Ee]n la funci\u00f3n|[Nn]ella funzione|[Nn]a"
                            + " fun\u00e7\u00e3o|\u0432 \u0444\u0443\u043d\u043a\u0446\u0438\u0438) ?" + QUOTED
                            + "\\s?:",
                    "in function '$1':"),
            new Word(
                    "In Datei, eingebunden von|Dans le fichier inclus depuis|En el fichero incluido desde|In file"
                            + " incluso da|\u0412 \u0444\u0430\u0439\u043b\u0435,"
                            + " \u0432\u043a\u043b\u044e\u0447[\u0435\u0451]\u043d\u043d\u043e\u043c \u0438\u0437",
                    "In file included from"));

    /// Words of `SENTENCES` that are ASCII; any other text is offered to all of them.
    private static final KeywordMatcher KEYWORDS = new KeywordMatcher(List.of(List.of(
            "Verzeichnis",
            "fichier",
            "directorio",
            "directory non",
            "inexistente",
            "bestaat",
            "katalog",
            "Verweis",
            "finie vers",
            "non definito",
            "definid",
            "sin definir",
            "verwijzing",
            "Funktion",
            "fonction",
            "funzione",
            "eingebunden",
            "incluso")));

    private LocalWords() {}

    /// Returns the line with English keywords.
    ///
    /// @param ascii whether every character of the line is ASCII
    static String english(String line, boolean ascii) {
        if (line.indexOf(':') < 0 && line.indexOf('\uff1a') < 0) {
            return line;
        }
        String text = line;
        if (PLACE.matcher(text).find()) {
            for (Word word : SEVERITIES) {
                Matcher local = word.local().matcher(text);
                if (local.find()) {
                    text = text.substring(0, local.start()).replace('\uff1a', ':')
                            + (text.charAt(local.start() - 1) == ' ' ? "" : " ")
                            + word.english()
                            + text.substring(local.end());
                    break;
                }
            }
        }
        return !ascii || KEYWORDS.in(text) != 0 ? sentence(text) : text;
    }

    private static String sentence(String line) {
        for (Word word : SENTENCES) {
            Matcher local = word.local().matcher(line);
            if (local.find()) {
                return local.replaceFirst(word.english());
            }
        }
        return line;
    }
}
