package io.tenantry.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.tenantry.Client;
import io.tenantry.TestOrganizations;
import io.tenantry.branding.Accent;
import io.tenantry.branding.Brandings;
import io.tenantry.console.ConsoleBrowserTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An organization's name, colour and logo, in a real browser. */
class BrandingInABrowserTest extends ConsoleBrowserTest {
    @Autowired
    private Brandings brandings;

    @AfterEach
    void leaveTheRootAsItWas() {
        brandings.replace(TestOrganizations.everywhere(), TestOrganizations.root(), Brandings.Own.NOTHING);
    }

    private static byte[] picture() {
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().setColor(Color.MAGENTA);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void whatIsSetIsSeenByThePeopleOfTheOrganization() {
        pages.open("/console/organizations/" + reseller + "/settings/branding");
        page.fill("#name", "Harbour Portal");
        page.fill("#accent", "#ffcc00");
        page.click("button:text-is('Save')");
        page.waitForSelector("#accent[aria-invalid=true]");
        assertThat(page.innerText("#accent-hint")).contains("too light to be read");
        assertThat(page.inputValue("#name")).isEqualTo("Harbour Portal");
        page.fill("#accent", "#7a1f5c");
        page.setInputFiles(
                "#logo", new FilePayload("logo.svg", "image/png", "<svg/>".getBytes(StandardCharsets.UTF_8)));
        page.click("button:text-is('Save')");
        page.waitForSelector("#logo[aria-invalid=true]");
        page.setInputFiles("#logo", new FilePayload("logo.png", "image/png", picture()));
        page.click("button:text-is('Save')");
        page.waitForSelector(".news:has-text('Saved')");
        assertThat(page.innerText(".brand")).isEqualTo("Harbour Portal");
        assertThat(page.title()).endsWith("Harbour Portal");
        assertThat(page.evaluate("getComputedStyle(document.querySelector('main button')).backgroundColor"))
                .isEqualTo("rgb(122, 31, 92)");
        assertThat((Boolean) page.evaluate("document.querySelector('.looks img').naturalWidth > 0"))
                .isTrue();
        assertThat((String)
                        page.evaluate("getComputedStyle(document.querySelector('.brand'), '::before').backgroundImage"))
                .contains("/branding/" + reseller + "/logo.png");
        pages.inspect("branding");

        pages.open("/console/organizations/" + customer + "/settings/branding");
        assertThat(page.innerText(".looks")).contains("Harbour Portal");
        pages.open("/console/organizations/" + reseller + "/settings/branding");
        page.check("[name=withoutLogo]");
        page.fill("#accent", "");
        page.click("button:text-is('Save')");
        page.waitForSelector(".news:has-text('Saved')");
        assertThat(page.locator(".looks img").count()).isZero();
        assertThat(new Client(hubUrl())
                        .get("/branding/" + reseller + "/logo.png", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theRootsIsSeenBeforeAnybodyHasSignedIn() {
        brandings.replace(
                TestOrganizations.everywhere(),
                TestOrganizations.root(),
                new Brandings.Own("Operator Hub", new Accent("#1d6b3a"), null));
        page.context().clearCookies();
        pages.open("/login");
        assertThat(page.innerText("h1")).isEqualTo("Operator Hub");
        assertThat(page.evaluate("getComputedStyle(document.querySelector('button')).backgroundColor"))
                .isEqualTo("rgb(29, 107, 58)");
        pages.inspect("login-branded");
    }
}
