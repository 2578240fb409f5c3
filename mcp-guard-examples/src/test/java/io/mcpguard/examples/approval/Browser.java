package io.mcpguard.examples.approval;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A headless Chromium, driven through ChromeDriver with the W3C's WebDriver protocol, which is JSON over HTTP: the JDK and
 * our own JSON are all it takes. Nothing is downloaded. Elements are named by XPath and waited for.
 */
final class Browser implements AutoCloseable {

    static final String ENTER = "\uE007";
    static final String TAB = "\uE004";

    /** Generous: a machine that builds is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The key of an element's id in WebDriver's JSON. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, int port, String chromium) {
        this.driver = driver;
        // evil.test is the attacker's name for this machine: what a rebound DNS name looks like.
        var arguments = new ArrayList<>(List.of(
                "--headless=new",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--window-size=1000,1000",
                "--host-resolver-rules=MAP evil.test 127.0.0.1"));
        if (System.getProperty("user.name").equals("root")) {
            arguments.add("--no-sandbox"); // Chromium's sandbox does not work for root
        }
        int patience = (int) PATIENCE.toMillis();
        Map<?, ?> opened = object(command(
                "POST",
                "http://127.0.0.1:" + port + "/session",
                Map.of(
                        "capabilities",
                        Map.of(
                                "alwaysMatch",
                                Map.of(
                                        "goog:chromeOptions",
                                        Map.of("binary", chromium, "args", arguments),
                                        "timeouts",
                                        Map.of("implicit", patience, "script", patience, "pageLoad", patience))))));
        this.session = "http://127.0.0.1:" + port + "/session/" + opened.get("sessionId");
    }

    /** Starts both programs. */
    static Browser open() throws IOException {
        String chromium = find("CHROMIUM", "chromium", "chromium-browser", "google-chrome");
        String chromedriver = find("CHROMEDRIVER", "chromedriver");
        Process driver = new ProcessBuilder(chromedriver, "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            return new Browser(driver, port(driver), chromium);
        } catch (IOException | RuntimeException | Error e) {
            driver.destroy();
            throw e;
        }
    }

    void go(String url) {
        command("POST", session + "/url", Map.of("url", url));
    }

    /** What an element shows. */
    String text(String xpath) {
        return (String) command("GET", element(xpath) + "/text", null);
    }

    void click(String xpath) {
        command("POST", element(xpath) + "/click", Map.of());
    }

    void type(String xpath, String text) {
        command("POST", element(xpath) + "/value", Map.of("text", text));
    }

    /** Presses a key where the focus is. */
    void press(String key) {
        Map<?, ?> active = object(command("GET", session + "/element/active", null));
        command("POST", session + "/element/" + active.get(ELEMENT) + "/value", Map.of("text", key));
    }

    void resize(int width, int height) {
        command("POST", session + "/window/rect", Map.of("width", width, "height", height));
    }

    /** What a function body returns, run in the page. */
    Object script(String body) {
        return command("POST", session + "/execute/sync", Map.of("script", body, "args", List.of()));
    }

    /** Waits until a script's answer is true. */
    void await(String expression) {
        await(expression, () -> Boolean.TRUE.equals(script("return Boolean(" + expression + ")")));
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private String element(String xpath) {
        Map<?, ?> found = object(command("POST", session + "/element", Map.of("using", "xpath", "value", xpath)));
        return session + "/element/" + found.get(ELEMENT);
    }

    private Object command(String method, String url, Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE.multipliedBy(2))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JsonText.write(body)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            Object value = JsonText.parseObject(response.body(), Limits.DEFAULT).get("value");
            if (response.statusCode() != 200) {
                throw new AssertionError(method + " " + url + " " + body + ": " + value);
            }
            return value;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + url, e);
        }
    }

    private static Map<?, ?> object(Object value) {
        return (Map<?, ?>) value;
    }

    /** ChromeDriver says on which port it listens; what it says later is of no interest, but must be read. */
    private static int port(Process driver) throws IOException {
        BufferedReader said = driver.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            int at = line.indexOf("successfully on port ");
            if (at >= 0) {
                var drain = new Thread(() -> said.lines().forEach(ignored -> {}), "chromedriver");
                drain.setDaemon(true);
                drain.start();
                String port = line.substring(at + "successfully on port ".length());
                return Integer.parseInt(port.replace(".", "").strip());
            }
        }
        throw new AssertionError("ChromeDriver did not start");
    }

    private static String find(String variable, String... names) {
        String named = System.getenv(variable);
        if (named != null) {
            return named;
        }
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs Chromium and ChromeDriver, and there is no "
                        + String.join(" or ", names) + " on the PATH. On Debian: apt-get install chromium "
                        + "chromium-driver. Elsewhere: set CHROMIUM and CHROMEDRIVER to where they are, both of one "
                        + "version."));
    }

    @Override
    public void close() {
        try {
            command("DELETE", session, null);
        } finally {
            driver.destroy();
            driver.onExit()
                    .completeOnTimeout(driver, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            driver.destroyForcibly();
        }
    }
}
