import { render, screen } from '@testing-library/react';
import app from './App';

describe('App', () => {
  it('offers the configured role accounts to sign in with', async () => {
    // The loader takes the configuration from here as an object, which a real environment cannot hold.
    const env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Test', baseUrl: 'http://localhost:7007' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: {
              providers: {
                role: {
                  accounts: {
                    analyst: {
                      title: 'Analyst',
                      description: 'May read.',
                      user: 'user:default/analyst',
                    },
                  },
                },
              },
            },
          },
        },
      ],
    };
    Object.defineProperty(process, 'env', { value: env });
    render(app.createRoot());
    expect(
      await screen.findByRole(
        'button',
        { name: /Enter as analyst/ },
        { timeout: 20_000 },
      ),
    ).toHaveTextContent('May read.');
  }, 30_000);
});
