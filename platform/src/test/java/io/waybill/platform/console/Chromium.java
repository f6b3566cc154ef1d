package io.waybill.platform.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, without a window and without a network of its own. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of(System.getProperty("waybill.chromium", "/usr/bin/chromium"));

    /** As root in a container there is no sandbox; the rest keeps it from calling home. */
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** A machine that is busy with other tests takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Playwright playwright;
    private final Browser browser;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    /** @param address of the platform */
    Chromium(String address) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("The console is tested in a browser, and there is none at " + PROGRAM
                    + ": run 'apt-get install chromium', or name another with -Dwaybill.chromium");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        this.address = address;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(OPTIONS));
    }

    /** The first page of somebody at a desk. */
    Page desk(String language) {
        return page(new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale(language));
    }

    /** The first page of somebody with a phone in one hand. */
    Page phone(String language) {
        return page(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true)
                .setLocale(language));
    }

    private Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setBaseURL(address));
        context.setDefaultTimeout(PATIENCE.toMillis());
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // What the server refuses is told there as well; the pages are asked about that.
            if (message.type().equals("error")
                    && !message.text().startsWith("Failed to load resource")
                    && !message.text().startsWith("Response Status Error Code")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** What browsers complained about, such as a script that the policy keeps from running. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
