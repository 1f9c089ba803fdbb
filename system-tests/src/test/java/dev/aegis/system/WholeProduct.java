package dev.aegis.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The fixture of the system tests: a build server, a build machine, and users of espctl. In a static field it starts
/// once for the test class, in an instance field for each test. Users are removed after each test.
public final class WholeProduct implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final Preparation preparation;
    private final ResourceStack resources = new ResourceStack();
    private final ResourceStack resourcesOfTest = new ResourceStack();
    private @Nullable Fleet fleet;
    private boolean isStartedForTest;

    /// Starts resources that the settings of the programs name, such as a relay.
    @FunctionalInterface
    public interface Preparation {
        /// @param resources closed after the programs
        FleetSettings prepare(ResourceStack resources) throws Exception;
    }

    WholeProduct() {
        this(FleetSettings.STANDARD);
    }

    WholeProduct(FleetSettings settings) {
        this(_ -> settings);
    }

    public WholeProduct(Preparation preparation) {
        this.preparation = preparation;
    }

    public Fleet fleet() {
        if (fleet == null) {
            throw new IllegalStateException("the product is not running");
        }
        return fleet;
    }

    /// Creates a user with an empty home and a copy of the example project.
    EspctlUser newUser() {
        return newUser(fleet().address());
    }

    EspctlUser newUser(URI server) {
        try {
            return closeAfterTest(new EspctlUser(server));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    <T extends AutoCloseable> T closeAfterTest(T resource) {
        return resourcesOfTest.push(resource);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        if (fleet == null) {
            isStartedForTest = true;
            start();
        }
    }

    private void start() throws Exception {
        try {
            fleet = resources.push(Fleet.start(preparation.prepare(resources)));
        } catch (Exception | AssertionError failed) {
            resources.close();
            throw failed;
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try {
            resourcesOfTest.close();
        } finally {
            if (isStartedForTest) {
                afterAll(context);
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        fleet = null;
        resources.close();
    }
}
