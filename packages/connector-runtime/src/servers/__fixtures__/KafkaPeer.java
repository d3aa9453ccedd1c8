import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own client as the other side of a topic: what it wrote has to be read here, and what was written here by it. */
public class KafkaPeer {
  public static void main(String[] args) throws Exception {
    switch (args[1]) {
      case "produce" -> produce(args[0], args[2], args[3], Integer.parseInt(args[4]), Integer.parseInt(args[5]));
      case "transactions" -> transactions(args[0], args[2]);
      case "consume" -> consume(args[0], args[2], Integer.parseInt(args[3]), args.length > 4 ? args[4] : null);
      default -> throw new IllegalArgumentException(args[1]);
    }
  }

  private static KafkaProducer<String, String> producer(String brokers, Map<String, String> more) {
    Properties options = new Properties();
    options.put("bootstrap.servers", brokers);
    options.put("linger.ms", "20");
    options.putAll(more);
    return new KafkaProducer<>(options, new StringSerializer(), new StringSerializer());
  }

  private static String row(int id) {
    return "{\"id\":" + id + ",\"value\":\"" + id + ".5\"}";
  }

  private static void produce(String brokers, String topic, String compression, int from, int count) {
    try (var producer = producer(brokers, Map.of("compression.type", compression))) {
      for (int id = from; id < from + count; id++) {
        producer.send(new ProducerRecord<>(topic, "k" + id, row(id)));
      }
    }
  }

  /** One producer: 0-9 kept, 10-19 given up, 20-29 kept, 30-39 given up, 40-49 kept. */
  private static void transactions(String brokers, String topic) {
    try (var producer = producer(brokers, Map.of("transactional.id", "peer-" + topic))) {
      producer.initTransactions();
      for (int part = 0; part < 5; part++) {
        producer.beginTransaction();
        for (int id = part * 10; id < part * 10 + 10; id++) {
          producer.send(new ProducerRecord<>(topic, "k" + id, row(id)));
        }
        producer.flush();
        if (part % 2 == 0) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
    }
  }

  /** A line of JSON a message, until so many came. */
  private static void consume(String brokers, String topic, int count, String settings) throws Exception {
    Properties options = new Properties();
    options.put("bootstrap.servers", brokers);
    if (settings != null) {
      options.load(new java.io.FileReader(settings));
    }
    try (var consumer = new KafkaConsumer<>(options, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
          .map(one -> new TopicPartition(topic, one.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long until = System.currentTimeMillis() + 60_000;
      for (int seen = 0; seen < count && System.currentTimeMillis() < until;) {
        for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(500))) {
          var headers = new StringBuilder();
          one.headers().forEach(header -> headers
              .append(headers.length() > 0 ? "," : "")
              .append('"').append(header.key()).append("\":\"").append(new String(header.value())).append('"'));
          System.out.println("{\"key\":" + one.key() + ",\"value\":" + one.value() + ",\"headers\":{" + headers + "}}");
          seen++;
        }
      }
    }
  }
}
