package io.tenantry.platform.web;

import io.tenantry.kernel.Instants;
import jakarta.servlet.DispatcherType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;
import tools.jackson.databind.type.LogicalType;

/** Puts the filters in their order and makes JSON strict. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final int DEPTH_MAX = 64;
    private static final int WRITTEN_AT_ONCE = 32 * 1024;

    @Bean
    Proxies proxies(WebSettings settings) {
        return new Proxies(settings.trustedProxies());
    }

    @Bean
    Deadlines deadlines() {
        return new Deadlines();
    }

    @Bean
    FilterRegistrationBean<Correlation> correlationFilter() {
        FilterRegistrationBean<Correlation> first = new FilterRegistrationBean<>(new Correlation());
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        first.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC));
        first.setAsyncSupported(true);
        return first;
    }

    @Bean
    FilterRegistrationBean<Gate> gateFilter(
            WebSettings settings,
            ObjectProvider<RouteLimits> routes,
            Deadlines deadlines,
            Failures failures,
            Proxies proxies) {
        List<RouteLimits> special = routes.orderedStream().toList();
        FilterRegistrationBean<Gate> second =
                new FilterRegistrationBean<>(new Gate(settings, special, deadlines, failures, proxies));
        second.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        second.setAsyncSupported(true);
        return second;
    }

    @Bean
    WebMvcRegistrations routes(ObjectProvider<JsonMapper> json) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new EndpointAdapter(json.getObject());
            }

            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new Routes();
            }
        };
    }

    /** No page asks for files by names that tell their version, so no request needs to be wrapped to write such names. */
    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> withoutResourceUrls() {
        FilterRegistrationBean<ResourceUrlEncodingFilter> unused =
                new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        unused.setEnabled(false);
        return unused;
    }

    @Bean
    RequestRejectedHandler refusedByFirewall(Failures failures) {
        return failures::send;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tidyErrorReport(ObjectProvider<Failures> failures) {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.getPipeline().addValve(new TidyErrorReport(failures::getObject));
                // The host makes one of its own unless it finds this.
                host.setErrorReportValveClass(TidyErrorReport.class.getName());
            }
        });
    }

    /**
     * Clients write {@code filter[name][EQ]} and {@code page[limit]} with bare brackets, and {@code Operations=A|B} with a bare
     * bar, which the container would refuse.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareCharactersInQueries() {
        return factory ->
                factory.addConnectorCustomizers(connector -> connector.setProperty("relaxedQueryChars", "[]|"));
    }

    /** Most answers are written to the socket at once; eight KiB would make half a dozen writes of a page of a hundred. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> fewWritesOfAnAnswer() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITTEN_AT_ONCE)));
    }

    /** A body within its limit may still be built to exhaust the parser. */
    @Bean
    JsonFactoryBuilderCustomizer boundedJson(WebSettings settings) {
        return factory -> factory.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH_MAX)
                .maxStringLength(Math.toIntExact(settings.bodyLimit().toBytes()))
                .maxNameLength(1_000)
                .maxNumberLength(100)
                .build());
    }

    /** A page of a list may have hundreds of moments. */
    @Bean
    JsonMapperBuilderCustomizer quickMoments() {
        return mapper -> mapper.addModule(new SimpleModule("moments")
                .addSerializer(Instant.class, new StdScalarSerializer<Instant>(Instant.class) {
                    @Override
                    public void serialize(Instant moment, JsonGenerator json, SerializationContext context) {
                        json.writeString(Instants.text(moment));
                    }
                }));
    }

    /** What a client did not mean is refused rather than guessed at. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }
}
