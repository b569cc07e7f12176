import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** PdfCheck FLAVOURS FILE...: whether veraPDF finds every file to be what each flavour ("ua1,2a") asks for. */
class PdfCheck {
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = arguments.length > 1;
        for (String name : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.fromString(name);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("veraPDF knows no flavour " + name);
            }
            for (int i = 1; i < arguments.length; i++) {
                good &= check(flavour, arguments[i]);
            }
        }
        System.exit(good ? 0 : 1);
    }

    static boolean check(PDFAFlavour flavour, String file) {
        try (var input = new BufferedInputStream(new FileInputStream(file));
                var parser = Foundries.defaultInstance().createParser(input, flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            System.out.printf("%s %s: %s%n", result.isCompliant() ? "pass" : "FAIL", flavour.getId(), file);
            // One line a rule: a fault that is on every page is one fault.
            var faults = new TreeMap<String, String>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = assertion.getRuleId();
                    faults.putIfAbsent(rule.getClause() + "-" + rule.getTestNumber(),
                            assertion.getMessage() + " (" + assertion.getLocation().getContext() + ")");
                }
            }
            faults.forEach((rule, fault) -> System.out.println("    " + rule + ": " + fault));
            return result.isCompliant();
        } catch (Exception error) {
            System.out.printf("FAIL %s: %s: %s%n", flavour.getId(), file, error);
            return false;
        }
    }
}
