import com.adobe.epubcheck.tool.EpubChecker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** EPUBCheck over many books in one JVM; warnings fail. Only the first book pays for the start. */
public class EpubCheckBooks {
    public static void main(String[] books) {
        PrintStream out = System.out, err = System.err;
        int failed = 0;
        for (String book : books) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream to = new PrintStream(said, true);
            System.setOut(to);
            System.setErr(to);
            int status = new EpubChecker().run(new String[] {"--failonwarnings", book});
            System.setOut(out);
            System.setErr(err);
            if (status != 0) {
                failed++;
                out.println("FAIL epubcheck: " + book + "\n" + said);
            }
        }
        out.println((failed == 0 ? "pass" : "FAIL") + " epubcheck: " + (books.length - failed) + " of " + books.length + " books");
        System.exit(failed == 0 ? 0 : 1);
    }
}
