package io.tenantry.api.internal;

import io.tenantry.kernel.Ids;
import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Ids in paths and parameters are spelled in full: Java would also take {@code 1-1-1-1-1} for one. Told to Spring once at the
 * start, since an {@code @InitBinder} is looked up at each request. A converter would not do: where it refuses, Spring asks an
 * editor of its own.
 */
@Component
class StrictIds {
    StrictIds(RequestMappingHandlerAdapter adapter) {
        if (!(adapter.getWebBindingInitializer() instanceof ConfigurableWebBindingInitializer initializer)) {
            throw new IllegalStateException("There is nobody to tell how ids are spelled");
        }
        initializer.setPropertyEditorRegistrar(registry -> registry.registerCustomEditor(UUID.class, new Reader()));
    }

    private static final class Reader extends PropertyEditorSupport {
        @Override
        public void setAsText(String text) {
            UUID id = Ids.read(text);
            if (id == null) {
                throw new IllegalArgumentException("That is not an id");
            }
            setValue(id);
        }
    }
}
